export const counterVi = { title: 'Tiếp nhận hồ sơ' };
export const counterEn: typeof counterVi = { title: 'Taking in a dossier' };
